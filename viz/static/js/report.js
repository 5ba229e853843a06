// The list of contents begins closed where it would push the text off the screen.
if (matchMedia("(max-width: 62rem)").matches) document.querySelector(".contents").open = false;
