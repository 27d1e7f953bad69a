"""The catalog: a page for each table, question and metric, a search, and drawings between them."""
