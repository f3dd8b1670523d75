#include "curl.h"
// Only the header's macro says what it is.
void macro(CURL *C) { set_option(C, CURLOPT_SSL_VERIFYPEER, 0L); }
