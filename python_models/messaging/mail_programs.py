"""With which programs users read mail, and what these say of themselves."""

from __future__ import annotations

import numpy as np

from customer_events.kit.dice import luck
from customer_events.outreach.audience import Audience
from customer_events.world.block_day import BlockDay

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
PROGRAMS = (
    (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) {WEBKIT} Mobile/15E148", "Mail"),
    (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT}", "Mail"),
    (f"Mozilla/5.0 (Linux; Android 14; SM-S921B) {CHROME} Mobile Safari/537.36", "Samsung Email"),
    (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36", "Webmail"),
    ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)", "Outlook"),
    ("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Thunderbird/128.5.0", "Thunderbird"),
)
SHARES = np.cumsum([  # of the programs, by provider as in audience.PROVIDERS
    [0.16, 0.06, 0.14, 0.58, 0.03, 0.03], [0.68, 0.27, 0.00, 0.04, 0.01, 0.00],
    [0.18, 0.03, 0.13, 0.34, 0.31, 0.01], [0.30, 0.06, 0.22, 0.38, 0.03, 0.01],
    [0.26, 0.07, 0.24, 0.33, 0.04, 0.06], [0.24, 0.12, 0.12, 0.26, 0.20, 0.06],
], axis=1)  # fmt: skip


def programs(at: BlockDay, audience: Audience) -> np.ndarray:
    """The program of each user of a block, by the provider of the mailbox."""
    drawn = luck(at.world.seed, "mail program", audience.number)
    chosen: np.ndarray = (drawn[:, None] > SHARES[audience.provider, :-1]).sum(axis=1)
    return chosen
