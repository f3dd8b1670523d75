#include "curl.h"
int setopt, curl_easy_; // The parts alone are nothing.
int declared(CURL *C) { return C != 0; }
