#include "curl.h"
#include "names.h"
const char *plain(void) { return "curl_easy_setopt"; } // curl_easy_setopt
