"""The same project on Apache Spark with Delta tables, and so on Databricks (docs/spark.md)."""
