"""Benchmarks, run by hand; each measures Reelhouse beside a peer in the same run."""
