"""Proofs: what holds the project against itself, on warehouses that are thrown away."""
