# The playground of compose.yaml: the feed and its packages, run by a user without a password.
FROM python:3.13-slim

WORKDIR /reelhouse
COPY requirements-feed.txt ./
RUN pip install --no-cache-dir -r requirements-feed.txt
COPY python_models python_models
COPY feed feed
COPY seeds seeds
ENV PYTHONPATH=/reelhouse/python_models:/reelhouse PYTHONUNBUFFERED=1

RUN useradd --create-home reelhouse && mkdir parquet_data && chown reelhouse parquet_data
USER reelhouse
CMD ["sleep", "infinity"]
