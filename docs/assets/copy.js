// A button on each block of code that copies it.

const chinese = document.documentElement.lang === "zh";
const NAME = chinese ? "复制代码" : "Copy the code";
const DONE = chinese ? "已复制" : "Copied";

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea"); // where the site is not served by HTTPS
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

for (const code of document.querySelectorAll("article .highlight pre > code")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sw-copy";
  button.title = NAME;
  button.ariaLabel = NAME;
  button.addEventListener("click", async () => {
    await copy(code.innerText);
    button.title = DONE;
    button.ariaLabel = DONE;
  });
  code.parentElement.append(button);
}
