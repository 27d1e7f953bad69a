"""What the commands of Spark do before it starts. No engine runs here."""

from types import SimpleNamespace

from spark import part


def test_a_part_keeps_nodes_and_all_that_they_read():
    def node(kind, *reads, fqn=()):
        return SimpleNamespace(resource_type=kind, depends_on_nodes=list(reads), fqn=list(fqn))

    manifest = SimpleNamespace(
        nodes={
            "seed": node("seed"),
            "raw": node("model", "seed"),
            "fact": node("model", "raw", fqn=["reelhouse", "marts", "star"]),
            "hub": node("model", "raw", fqn=["reelhouse", "marts", "vault"]),
            "unique": node("test", "fact", fqn=["reelhouse", "marts", "star"]),
            "hook": node("operation"),
        },
        build_flat_graph=lambda: None,
    )
    assert part.of_layers(manifest, ["star"]) == ["fact", "unique"]
    part.keep(manifest, ["fact", "unique"])
    assert set(manifest.nodes) == {"seed", "raw", "fact", "hook"}
    assert manifest.unit_tests == manifest.metrics == {}
