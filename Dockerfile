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
    DATA_DIR=/data
USER mentoring
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5m --timeout=40s --start-period=1m --retries=2 \
    CMD ["python", "-m", "bot", "check"]
CMD ["python", "-m", "bot", "run"]
