/** The search names its field with a title alone, which screen readers may leave out. It makes the field when it is opened. */
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLInputElement && target.closest("#starlight__search")) target.ariaLabel ??= target.title;
});
