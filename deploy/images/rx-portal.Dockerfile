# The prescription desk: web process and worker. The only image that is given the vault key.
FROM python:3.11-slim AS build
RUN pip install --no-cache-dir "uv==0.13.8"
WORKDIR /src
COPY requirements/rx-portal.txt requirements/
RUN uv venv /opt/app && uv pip install --python /opt/app/bin/python --no-cache --require-hashes -r requirements/rx-portal.txt
COPY shared-lib shared-lib
COPY integrations integrations
COPY rx-portal rx-portal
RUN uv pip install --python /opt/app/bin/python --no-cache --no-deps --no-build-isolation --no-index ./shared-lib ./integrations ./rx-portal

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home app
COPY --from=build /opt/app /opt/app
ENV PATH=/opt/app/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 dramatiq_worker_timeout=100
USER 10001
EXPOSE 8001
CMD ["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", "8001", "--workers", "2", "rx_portal.app.main:app"]
