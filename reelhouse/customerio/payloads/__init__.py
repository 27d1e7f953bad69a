"""Calls of the Pipelines API on their way out: cut into batches, written to files, sent."""
