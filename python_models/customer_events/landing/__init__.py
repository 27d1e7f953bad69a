"""Days of the raw tables as Parquet files: written by an export or by the feed, read by dbt.

    parquet_data/
      days/2025-01-01.json          the manifest: what the day was made from, and its files by table
      data/<uuid>.parquet           customer events, flat, with their lists as list columns
      <table>/<uuid>.parquet        the other raw tables, from an export
      parts/2025-01-01/<table>.json what an export has of a day that is not complete yet

A day is there when its manifest is. Files never change and never come twice.
"""
