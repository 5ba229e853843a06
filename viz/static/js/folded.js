// Closes the element before this script where it would push the content off a narrow screen.
// It runs before what follows is laid out, so that nothing moves.
if (matchMedia("(max-width: 62rem)").matches) document.currentScript.previousElementSibling.open = false;
