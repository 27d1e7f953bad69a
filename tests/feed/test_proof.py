"""A short form of make feed-proof."""

from feed import local, proof


def test_killed_parts_lose_and_double_nothing(tmp_path):
    killed = proof.prove(tmp_path, kills=6, days=2, seed=4, pace=4)
    local.remove(tmp_path)
    assert sum(killed.values()) == 6
