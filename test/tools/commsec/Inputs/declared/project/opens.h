void opens(CURL *C) {
