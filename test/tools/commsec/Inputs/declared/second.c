#include "api.h"
#include "begin.h"
// The macro is in another declaration than the name.
FUNCTION(second)
int Other = 1;
curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L);
END
