FROM node:26-slim AS build
WORKDIR /build
COPY . .
RUN npm pack
RUN mkdir /package && tar -xzf groundlevel-*.tgz -C /package

FROM node:26-slim
COPY --from=build /package/package /usr/local/lib/node_modules/groundlevel
RUN ln -s /usr/local/lib/node_modules/groundlevel/bin/groundlevel.mjs /usr/local/bin/groundlevel
RUN mkdir -m 700 /data && chown node:node /data
ENV GROUNDLEVEL_HOST=0.0.0.0
ENV GROUNDLEVEL_DATABASE_URL=file:/data/groundlevel.db
WORKDIR /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["groundlevel"]
CMD ["serve"]
