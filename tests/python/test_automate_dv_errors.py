"""The platform in packages/automate_dv_duckdb: what is used wrongly is named."""

import pytest

from proofs import small_vault, vault_sql

pytestmark = pytest.mark.long

HUB = small_vault.TABLES["hub"]
STAGE = "{{{{ automate_dv.stage(source_model='raw_web', {}) }}}}"


def test_unknown_columns_are_named():
    broken = {
        "hub": HUB.replace("customer_id", "custmer_id"),
        "hashed": STAGE.format("hashed_columns={'hk': 'custmer_id'}"),
        "derived": STAGE.format("derived_columns={'name': 'custmer_name'}"),
        "nothing": STAGE.format(
            "hashed_columns={'hashdiff': {'is_hashdiff': true, 'exclude_columns': true, 'columns': ["
            "'customer_id', 'order_id', 'customer_name', 'color', 'item', 'gift note', 'feed', "
            "'is_ended', 'event_at', 'arrived_at']}}"
        ),
        "ranked": STAGE.format(
            "ranked_columns={'rank': {'partition_by': 'itm', 'order_by': {'arrivd_at': 'desc'}}}"
        ),
        "sat": small_vault.TABLES["sat"].replace("['customer_name'", "['name'"),
    }
    with pytest.raises(vault_sql.VaultSqlError) as raised:
        small_vault.compiled(broken)
    for error in (
        "automate_dv.hub in hub finds no column custmer_id in stage_web",
        "automate_dv.stage in hashed finds no column custmer_id in raw_web",
        "automate_dv.stage in derived finds no column custmer_name in raw_web",
        "automate_dv.stage in nothing has a hashdiff that leaves out every column",
        "automate_dv.stage in ranked finds no column itm in raw_web",
        "automate_dv.sat in sat finds no column name in stage_web",
    ):
        assert error in str(raised.value)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (HUB.replace("src_nk='customer_id', ", ""), r"automate_dv\.hub in broken needs src_nk"),
        (HUB.replace("stage_web", "stage_wbe"), "named 'stage_wbe' which was not found"),
        (
            small_vault.TABLES["sat_of_the_rest"].replace("'exclude_columns': true,", ""),
            r"automate_dv\.sat in broken takes a mapping as src_payload with exclude_columns",
        ),
        (
            HUB.replace("hub(", "sat(").replace(
                "src_nk='customer_id'",
                "src_hashdiff='item_hashdiff', "
                "src_payload={'exclude_columns': true, 'columns': 'item'}",
            ),
            r"automate_dv\.sat in broken takes .* exclude_columns: true and a list of columns",
        ),
        (
            STAGE.format("null_columns={'needed': 'item'}"),
            r"automate_dv\.stage in broken knows no null_columns 'needed', only required and",
        ),
        (
            small_vault.TABLES["pit"].replace("'ldts': {'ldts': 'loaded_at'}", "", 1),
            r"automate_dv\.pit in broken needs sat\.ldts",
        ),
        (
            small_vault.TABLES["bridge"].replace("'link_fk2': 'order_hk',", ""),
            r"automate_dv\.bridge in broken needs ORDER\.link_fk2",
        ),
        (
            small_vault.TABLES["xts"].replace("'sat_name'", "'satellite'", 1),
            r"automate_dv\.xts in broken needs DETAILS\.sat_name",
        ),
        (
            small_vault.TABLES["pit"].replace("'customer_hk',", "['customer_hk', 'order_hk'],"),
            r"automate_dv\.pit in broken takes one column as src_pk",
        ),
    ],
    ids=[
        "missing parameter",
        "unknown model",
        "payload",
        "payload but for a text",
        "null columns",
        "satellite of a pit",
        "step of a bridge",
        "satellite of an xts",
        "composite key of a pit",
    ],
)
def test_an_error_of_use_is_named(text, error):
    with pytest.raises(vault_sql.VaultSqlError, match=error):
        small_vault.compiled({"broken": text})


def test_an_unknown_hash_is_refused():
    with pytest.raises(vault_sql.VaultSqlError, match="knows no hash 'sha3', only md5, sha1 and"):
        small_vault.compiled({"hub": HUB}, {"hash": "sha3"})


def test_automate_dv_s_own_sql_takes_the_real_package():
    with pytest.raises(vault_sql.VaultSqlError, match="automate_dv is not installed, only its"):
        small_vault.compiled({"hub": HUB}, own_sql=True)
