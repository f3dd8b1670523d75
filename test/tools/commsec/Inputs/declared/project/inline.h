static inline void inlined(CURL *C) { curl_easy_setopt(C, CURLOPT_SSL_VERIFYPEER, 0L); }
