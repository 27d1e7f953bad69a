# The warehouse in a container; its file and what it writes lie in the volume /warehouse:
#   docker build --tag reelhouse .
#   docker run --rm --volume reelhouse:/warehouse reelhouse build HISTORY_DAYS=7
#   docker run --rm --volume reelhouse:/warehouse reelhouse ask Q=viewers_by_day
FROM python:3.13-slim

WORKDIR /reelhouse
COPY . .
# What runs the warehouse, at the versions of requirements.txt; the checks stay out.
RUN grep '==' requirements.txt > pinned.txt \
    && pip install --no-cache-dir --constraint pinned.txt --editable '.[warehouse]' duckdb-cli \
    && rm pinned.txt \
    && python -m reelhouse deps

RUN useradd --create-home --uid 1000 reelhouse \
    && mkdir /warehouse \
    && chown reelhouse /warehouse
USER 1000
ENV PYTHONUTF8=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    REELHOUSE_DATABASE=/warehouse/reelhouse.duckdb \
    DBT_TARGET_PATH=/warehouse/target \
    DBT_LOG_PATH=/warehouse/logs
VOLUME /warehouse
ENTRYPOINT ["python", "-m", "reelhouse"]
CMD ["build"]
