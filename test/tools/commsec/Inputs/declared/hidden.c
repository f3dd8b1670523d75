#include "api.h"
#include "begin.h"
FUNCTION(hidden)
curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
END
