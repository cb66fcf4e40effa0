# The shop: web process and worker. The portal is not in this image, nor any clinical connector's secret.
FROM python:3.11-slim AS build
RUN pip install --no-cache-dir "uv==0.13.8"
WORKDIR /src
COPY requirements/storefront.txt requirements/
RUN uv venv /opt/app && uv pip install --python /opt/app/bin/python --no-cache --require-hashes -r requirements/storefront.txt
COPY shared-lib shared-lib
COPY integrations integrations
COPY storefront storefront
RUN uv pip install --python /opt/app/bin/python --no-cache --no-deps --no-build-isolation --no-index ./shared-lib ./integrations ./storefront
RUN COUNTERSIGN_PROFILE=production STATIC_ROOT=/opt/app/static /opt/app/bin/python -m storefront collectstatic --no-input -v0

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home app
COPY --from=build /opt/app /opt/app
ENV PATH=/opt/app/bin:$PATH STATIC_ROOT=/opt/app/static PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 dramatiq_worker_timeout=100
USER 10001
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", "storefront.wsgi:application"]
