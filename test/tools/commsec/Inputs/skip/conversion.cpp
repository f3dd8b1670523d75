namespace Poco { namespace Net {
class Context {
public:
  enum Usage { CLIENT_USE };
  Context(Usage);
};
} }
