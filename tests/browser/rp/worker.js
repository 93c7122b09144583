// The client's dedicated worker. In: a request. Out: its answer.
onmessage = async ({ data: { url, request } }) => {
  try {
    const response = await fetch(url, request);
    postMessage({ status: response.status, headers: [...response.headers], body: await response.text() });
  } catch (error) {
    postMessage({ error: error.message });
  }
};
