// curl_easy_setopt is only spoken of.
#ifdef curl_easy_setopt
#define unused curl_easy_setopt
#endif
#define GLUE_(A, B) A##B
#define GLUE(A, B) GLUE_(A, B)
