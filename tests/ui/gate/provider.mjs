// A certified OpenID provider on this machine: node provider.mjs <folder of node modules> <port> <audience> <scopes> [redirect]
// It knows a program that has a secret and, where a redirect is given, a site where people sign in. Any name will do for a person.
import { pathToFileURL } from "node:url";

const [modules, port, audience, scopes, redirect] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`));

const program = {
  client_id: "intranet",
  client_secret: "a-secret-of-the-tests",
  grant_types: ["client_credentials"],
  response_types: [],
  redirect_uris: [],
  scope: scopes,
};
const site = {
  client_id: "beleidswijzer-chat",
  client_secret: "another-secret-of-the-tests",
  redirect_uris: [redirect],
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: redirect ? [program, site] : [program],
  scopes: ["openid", "offline_access", "email", ...scopes.split(" ")],
  claims: { openid: ["sub"], email: ["email"] },
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@gemeente.example` }) }),
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({
        scope: scopes,
        audience: resource === "urn:example:beleidswijzer" ? audience : resource,
        accessTokenFormat: "jwt",
        accessTokenTTL: 300,
      }),
    },
  },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
