import "./styles/index.css";
import { App } from "./app";
import { vsCodeHost } from "./host";

const root = document.getElementById("app");
if (root !== null) {
  const app = new App(root, vsCodeHost());
  window.addEventListener("pagehide", () => app.dispose());
}
