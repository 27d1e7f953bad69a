"""Every statement for Databricks is one in Spark's grammar, or of a kind that Spark has not."""

import pytest
from py4j.protocol import Py4JJavaError

OF_DATABRICKS = ("optimize ", "vacuum ", "grant ")


def test_spark_parses_every_statement_but_those_of_databricks_alone(scripts, spark_parser):
    parsed = 0
    for name, statements in scripts.items():
        for statement in statements:
            if statement.startswith(OF_DATABRICKS):
                continue
            assert spark_parser.parsePlan(statement), name
            parsed += 1
    assert parsed > 400


@pytest.mark.parametrize(
    "statement",
    [
        "create table t (a int) usin delta",
        "create table t (a struct<b int,>) using delta",
        "alter table t add constraint c chek (a > 0)",
    ],
)
def test_a_statement_that_is_none_is_refused(statement, spark_parser):
    with pytest.raises(Py4JJavaError, match="SYNTAX_ERROR"):
        spark_parser.parsePlan(statement)
