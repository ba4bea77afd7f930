# shisei in a container: no root, a root file system that may be read-only, and /data for all that is kept.
#   docker build -t shisei .
#   docker run --rm --read-only --user "$(id -u):$(id -g)" -v "$PWD:/data" -e ACME_SECRET shisei scan

# The current LTS line of Node.js.
ARG NODE_VERSION=26

FROM node:${NODE_VERSION}-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without install scripts the development dependency `node` brings no binary: the one of the image builds.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY connectors ./connectors
COPY checks ./checks
RUN npm run build

FROM node:${NODE_VERSION}-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:${NODE_VERSION}-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY bin ./bin
COPY package.json LICENSE ./
# Configuration is read from here, and reports are written here.
RUN install -d -o node -g node /data
WORKDIR /data
USER node
ENTRYPOINT ["node", "--max-semi-space-size=4", "--heap-growing-percent=40", "/app/bin/shisei.js"]
CMD ["--help"]
