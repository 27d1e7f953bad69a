"""The Arrow schemas of the tables: the columns of the product's export, and some beside them."""

from __future__ import annotations

import pyarrow as pa

from customer_events.rows.schemas import DATE, INSTANT, POOLED, UUID

INT, LONG, FLAG = pa.int32(), pa.int64(), pa.bool_()

DELIVERIES = pa.schema({
    "workspace_id": INT,
    "delivery_id": UUID,
    "internal_customer_id": UUID,
    "subject_id": UUID,
    "event_id": UUID,
    "delivery_type": POOLED,
    "campaign_id": INT,
    "action_id": INT,
    "newsletter_id": INT,
    "content_id": INT,
    "trigger_id": INT,
    "created_at": INSTANT,
    "transactional_message_id": INT,
    "seq_num": LONG,
    "variant": POOLED,
    "holdout_group": POOLED,
    "push_token_id": UUID,
    "load_date": DATE,
})  # fmt: skip
METRICS = pa.schema({
    "event_id": UUID,
    "workspace_id": INT,
    "delivery_id": UUID,
    "metric": POOLED,
    "reason": POOLED,
    "link_id": INT,
    "link_url": POOLED,
    "created_at": INSTANT,
    "seq_num": LONG,
    "proxied": FLAG,
    "prefetched": FLAG,
    "machine": FLAG,
    "synthetic": FLAG,
    "user_agent": POOLED,
    "email_client": POOLED,
    "inbox_domain": POOLED,
    "inbox_provider": POOLED,
    "mx_host": POOLED,
    "arrival_number": LONG,
    "ingested_at": INSTANT,
    "load_date": DATE,
})  # fmt: skip
SUBJECTS = pa.schema({
    "workspace_id": INT,
    "subject_name": UUID,
    "internal_customer_id": UUID,
    "campaign_id": INT,
    "campaign_type": POOLED,
    "event_id": UUID,
    "trigger_id": INT,
    "started_campaign_at": INSTANT,
    "created_at": INSTANT,
    "seq_num": LONG,
    "load_date": DATE,
})  # fmt: skip
OUTPUTS = pa.schema({
    "workspace_id": INT,
    "output_id": UUID,
    "subject_name": UUID,
    "output_type": POOLED,
    "action_id": INT,
    "explanation": POOLED,
    "delivery_id": UUID,
    "draft": FLAG,
    "link_tracked": FLAG,
    "manual_segment_id": INT,
    "add_to_manual_segment": FLAG,
    "split_test_index": INT,
    "branch_index": INT,
    "delay_ends_at": INSTANT,
    "created_at": INSTANT,
    "seq_num": LONG,
    "load_date": DATE,
})  # fmt: skip
TRUTH = pa.schema({
    "user_id": UUID,
    "viewing_date": DATE,
    "delivery_ids": pa.list_(UUID),
    "lift": pa.float64(),
    "sessions_without": INT,
    "sessions_with": INT,
    "load_date": DATE,
})  # fmt: skip
DEFECTS = pa.schema({
    "record_source": POOLED,
    "event_id": UUID,
    "defect": POOLED,
    "detail": POOLED,
    "arrival_number": LONG,
    "ingested_at": INSTANT,
    "load_date": DATE,
})  # fmt: skip
