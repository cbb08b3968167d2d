// A client as people write it, with the npm consul package: registers a second instance of a service, then blocks on the
// health endpoint and prints a line `index passing-ports` each time the answer changes.
const [, , port, service, secondPort] = process.argv;
const Consul = require("consul");

const consul = new Consul({ host: "127.0.0.1", port: Number(port) });

async function main() {
  if (secondPort) {
    await consul.agent.service.register({ name: service, id: `${service}-2`, address: "127.0.0.1", port: Number(secondPort), check: { ttl: "1h", status: "passing" } });
    console.log("registered");
  }
  const watch = consul.watch({ method: consul.health.service, options: { service, passing: true, wait: "60s" }, backoffMax: 500 });
  watch.on("change", (instances) => {
    const ports = instances.map((it) => it.Service.Port).sort((a, b) => a - b);
    console.log(`change ${ports.join(",")}`);
  });
  watch.on("error", (error) => console.error(error.message));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
