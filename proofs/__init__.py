"""Proofs of what the project promises, each on throwaway warehouses of its own."""
