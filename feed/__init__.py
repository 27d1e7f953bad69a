"""The feed: customer events through Kafka as Avro, into Parquet, PostgreSQL and DuckDB."""
