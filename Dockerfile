FROM python:3.11-slim-bookworm AS build
WORKDIR /opt/mentoring-bot
COPY requirements.txt .
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --home-dir /data mentoring \
    && install -d -o mentoring -g mentoring -m 0700 /data
COPY --from=build /opt/mentoring-bot/.venv /opt/mentoring-bot/.venv
COPY . /opt/mentoring-bot
ENV PATH=/opt/mentoring-bot/.venv/bin:$PATH \
    PYTHONPATH=/opt/mentoring-bot \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    HEALTH_LISTEN=127.0.0.1:9090
USER mentoring
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=1m --timeout=10s --start-period=1m --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:9090/health')"]
CMD ["python", "-m", "bot", "run"]
