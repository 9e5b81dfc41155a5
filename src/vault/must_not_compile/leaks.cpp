// Compiled by tests, one CASE at a time: 0 must compile, every other one must not (see ../CMakeLists.txt).
#include <iostream>

#include "vault/sealed.h"

namespace {

struct Name {
  std::string text;
  [[nodiscard]] nwd::Bytes encode() const { return {text.begin(), text.end()}; }
  static nwd::Result<Name> decode(nwd::ByteView bytes) { return Name{std::string(nwd::text_of(bytes))}; }
};

}  // namespace

int main() {
  const nwd::vault::Sealed<Name> name(nwd::Bytes{});
  nwd::vault::SecretBytes key(32);
#if CASE == 0
  return name.envelope().empty() && key.size() == 32 ? 0 : 1;
#elif CASE == 1
  std::cout << name;
#elif CASE == 2
  return name == name ? 0 : 1;
#elif CASE == 3
  const std::string text(name);
#elif CASE == 4
  const Name plain = name;
#elif CASE == 5
  std::cout << key;
#elif CASE == 6
  return key == key ? 0 : 1;
#elif CASE == 7
  const auto copy = key;
#endif
}
