/* Passkeys: the one way of signing in that needs a script. Its forms stay hidden where it cannot work. */
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function readable(options) {
  const listed = (all) => all?.map((each) => ({ ...each, id: toBytes(each.id) }));
  const read = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) read.excludeCredentials = listed(options.excludeCredentials);
  if (options.allowCredentials) read.allowCredentials = listed(options.allowCredentials);
  return read;
}

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return JSON.stringify({ id: credential.id, rawId: toText(credential.rawId), type: credential.type, response });
}

async function ask(form) {
  const said = form.querySelector("[data-said]");
  const options = { publicKey: readable(JSON.parse(form.dataset.options)) };
  try {
    said.textContent = "";
    form.elements.credential.value = written(await navigator.credentials[form.dataset.passkey](options));
    form.submit();
  } catch (error) {
    const known = error.name === "InvalidStateError" ? "This device has a passkey for you already." : "";
    said.textContent = known || "No passkey was used. Try again, or go on without one.";
  }
}

const isNumeric = /^[\d.]+$|:/.test(location.hostname); // passkeys belong to names, not to addresses
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential || isNumeric) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
