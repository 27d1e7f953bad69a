#!/usr/bin/env bash
# Start the feed's services and wait until all of them are healthy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ ! -f .env ]]; then
    cp .env.example .env
    echo "Made .env from .env.example; change the password in it."
fi
docker compose up --detach --build --wait
echo "Kafka UI: http://localhost:$(sed -n 's/^KAFKA_UI_PORT=//p' .env)"
echo "A shell:  docker compose exec playground bash"
