"""The linter with its shortcuts, against the plain one: what is found faster must be the same."""

import json
import subprocess
import sys

import pytest

from reelhouse.settings import PROJECT

FAULTY = """
with unused as (SELECT 1 as a),
clean as (
    select
        plays.user_id
        , titles.title Title,
      count( 1 ) as plays , cast(plays.seconds as INT) as seconds,
        case when plays.seconds>0 then 'long' else null end as "kind",
        (select max(x.day) from days x where x.id = plays.id) as last_day
    from plays left outer join titles t using (title_id)
    join users as users ON plays.user_id=users.user_id
    where plays.rating != NULL  and not plays.is_late = True
    group by 1, titles.title
)
select distinct(clean.user_id), clean.*, ifnull(title, "none") as title, user_id as user_id
from clean
union
select a.b.c, 2 from (select b from a order by b, c desc) as a, clean limit 5;


"""
LINT = """
import json, os, sys
from sqlfluff.core import FluffConfig, Linter

def found(text):
    linter = Linter(config=FluffConfig.from_root(overrides={"templater": "raw"}))
    kinds = []
    for is_fixed in (False, True):
        linted = linter.lint_string(text, fname="faulty.sql", fix=is_fixed)
        kinds.append([
            [each.rule_code(), each.line_no, each.line_pos, each.desc()]
            for each in linted.get_violations()
        ])
    return kinds, linted.fix_string()[0]

text = sys.stdin.read()
plain = found(text)
import reelhouse.sqlfluff
print(json.dumps([plain, found(text)]), flush=True)
os._exit(0)
"""


SEVERAL = ["-m", "reelhouse.sqlfluff", "lint", "--processes", "2", "--format", "json"]


@pytest.mark.long
def test_the_shortcuts_find_and_mend_what_the_plain_linter_does(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LINT], input=FAULTY, capture_output=True, text=True, cwd=PROJECT
    )
    assert done.returncode == 0, done.stderr
    plain, ours = json.loads(done.stdout.splitlines()[-1])
    assert ours == plain
    assert len({code for code, *_ in plain[0][0]}) >= 20
    assert plain[1] != FAULTY
    files = [tmp_path / name for name in ("one.sql", "other.sql")]
    for path in files:
        path.write_text(FAULTY)
    several = subprocess.run(
        [sys.executable, *SEVERAL, "--templater", "raw", "--config", ".sqlfluff", *files],
        capture_output=True,
        cwd=PROJECT,
    )
    assert several.returncode == 1, several.stderr
    found = json.loads(several.stdout)
    assert sorted(each["filepath"] for each in found) == [str(path) for path in files]
    for each in found:
        assert {
            (one["code"], one["start_line_no"], one["start_line_pos"], one["description"])
            for one in each["violations"]
        } == {tuple(one) for one in plain[0][0]}
