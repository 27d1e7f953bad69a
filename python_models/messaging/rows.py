"""Webhooks, their defects and the truth of the effect as rows."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from customer_events.behaviour.viewing import plan_day
from customer_events.kit import arrow
from customer_events.kit.days import DAY
from customer_events.outreach.audience import PROVIDERS
from customer_events.outreach.outreach import Outreach
from customer_events.outreach.tokens import PLATFORMS
from customer_events.rows.defects import LATE
from customer_events.world.block_day import BlockDay
from messaging import schemas
from messaging.deliveries import WORKSPACE, constant, delivery_ids
from messaging.mail_programs import PROGRAMS
from messaging.metrics import CLICKED, LINKS, METRICS, OPENED, REASONS
from messaging.webhooks import COPIES, FAULTS, IN_FUTURE, NO_DELIVERY, NO_METRIC, Webhooks

INBOX_DOMAINS = tuple(f"{name.split()[-1].lower()}.example" for name in PROVIDERS)
MX_HOSTS = tuple(f"mx.{domain}" for domain in INBOX_DOMAINS)
PREFETCHER, SCANNER, PROXY, READER = range(4)
MACHINES = (("Mozilla/5.0", "Apple Mail Privacy Protection"), ("LinkScanner/2.1", None),
            ("Mozilla/5.0 (via ggpht.com GoogleImageProxy)", "Gmail"))  # fmt: skip
APPS = tuple((f"Reelhouse/{platform}", None) for platform in PLATFORMS)
AGENTS, CLIENTS = zip(*MACHINES, *PROGRAMS, *APPS, strict=True)
NAMED = np.array([client is not None for client in CLIENTS])


def metric_rows(webhooks: Webhooks, so_far: int, load_day: int) -> pa.RecordBatch:
    """Webhooks as rows, numbered after those of their batch so far."""
    metric, count = webhooks.metric, len(webhooks)
    number = so_far + 1 + np.arange(count)
    ahead = np.where(webhooks.fault == IN_FUTURE, webhooks.ingested_at + DAY, metric.at)
    mail = metric.is_email
    engaged = np.isin(metric.metric, (OPENED, CLICKED))
    agent = np.select(
        [metric.prefetched, metric.machine, metric.proxied, mail],
        [PREFETCHER, SCANNER, PROXY, READER + metric.program],
        READER + len(PROGRAMS) + metric.platform,
    )
    link = np.maximum(metric.link, 0)
    return pa.RecordBatch.from_arrays([
        arrow.uuid(metric.event_id),
        constant(WORKSPACE, count),
        arrow.uuid(metric.delivery_id, webhooks.fault == NO_DELIVERY),
        arrow.pooled(np.where(webhooks.fault == NO_METRIC, len(METRICS), metric.metric),
                     (*METRICS, "unknown")),
        arrow.pooled(np.maximum(metric.reason, 0), REASONS, metric.reason < 0),
        arrow.numbers(metric.link + 1, pa.int32(), metric.link < 0),
        arrow.pooled(link, LINKS, metric.link < 0),
        arrow.instants(ahead),
        arrow.numbers((load_day << 40) + number, pa.int64()),
        arrow.booleans(metric.proxied),
        arrow.booleans(metric.prefetched),
        arrow.booleans(metric.machine),
        arrow.booleans(metric.synthetic),
        arrow.pooled(agent, AGENTS, ~engaged),
        arrow.pooled(agent, CLIENTS, ~engaged | ~NAMED[agent]),
        arrow.pooled(metric.provider, INBOX_DOMAINS, ~mail),
        arrow.pooled(metric.provider, PROVIDERS, ~mail),
        arrow.pooled(metric.provider, MX_HOSTS, ~mail),
        arrow.numbers(number, pa.int64()),
        arrow.instants(webhooks.ingested_at),
        arrow.dates(webhooks.load_day),
    ], schema=schemas.METRICS)  # fmt: skip


def defect_rows(webhooks: Webhooks, so_far: int) -> pa.RecordBatch:
    """A row for each thing that went wrong with a webhook."""
    number = so_far + 1 + np.arange(len(webhooks))
    details: list[str | None] = []
    defect, detail, rows = [], [], []
    found = [
        (LATE, webhooks.load_day - webhooks.metric.day),
        (COPIES, webhooks.copy),
        (FAULTS, webhooks.fault),
    ]
    for place, (words, which) in enumerate(found):
        struck = np.flatnonzero(which)
        defect.append(np.full(len(struck), place))
        detail.append(len(details) + which[struck])
        rows.append(struck)
        details += words
    row = np.concatenate(rows)
    return pa.RecordBatch.from_arrays([
        arrow.pooled(np.zeros(len(row)), ["cio_metrics"]),
        arrow.uuid(webhooks.metric.event_id[row]),
        arrow.pooled(np.concatenate(defect), ["late", "duplicate", "invalid"]),
        arrow.pooled(np.concatenate(detail), details),
        arrow.numbers(number[row], pa.int64()),
        arrow.instants(webhooks.ingested_at[row]),
        arrow.dates(webhooks.load_day[row]),
    ], schema=schemas.DEFECTS)  # fmt: skip


def truth_rows(outreach: Outreach, at: BlockDay) -> pa.RecordBatch:
    """The users whose rate of sessions messages raise on a day, with both outcomes."""
    levels, acting = outreach.schedule.levels, outreach.acting(at)
    lift, in_all = outreach.lift_of_messages(at), outreach.lift(at)
    without, with_ = plan_day(at, levels, in_all - lift), plan_day(at, levels, in_all)
    row = np.flatnonzero(lift[without.user] > 0)
    user = without.user[row]
    acting = acting[np.argsort(acting.user, kind="stable")]
    acting = acting[np.flatnonzero(np.isin(acting.user, user))]
    ids = np.empty((len(acting), 2), dtype=">u8")
    for day in np.unique(acting.day).tolist():
        sent = BlockDay(at.world, day, at.block)
        those = np.flatnonzero(acting.day == day)
        ids[those] = delivery_ids(sent, outreach.sends(sent))[acting.row[those]]
    counts = np.bincount(acting.user, minlength=len(lift))[user]
    return pa.RecordBatch.from_arrays([
        arrow.uuid(at.user_ids[user]),
        arrow.dates(np.full(len(user), at.day)),
        arrow.lists(counts, arrow.uuid(ids)),
        arrow.numbers(lift[user], pa.float64()),
        arrow.numbers(without.sessions[row], pa.int32()),
        arrow.numbers(with_.sessions[row], pa.int32()),
        arrow.dates(np.full(len(user), at.day)),
    ], schema=schemas.TRUTH)  # fmt: skip
