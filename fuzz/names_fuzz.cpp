// Arbitrary bytes as a name and as what is looked for: nothing is read past the end, what comes of it is UTF-8, and a
// name is found by itself.
#include <cstdlib>

#include "base/text.h"
#include "search/words.h"

namespace {

using namespace nwd;

void need(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool ready = (vault::initialise(), true);
  static_cast<void>(ready);
  const auto text = text_of({data, size});
  const auto half = text.substr(0, text.size() / 2);
  const search::Words name(text);
  const search::Words sought(half);
  need(is_utf8(search::sorted_text(name).text()));
  need(name.empty() || search::match(name, name) == 0);
  static_cast<void>(search::match(sought, name));
  return 0;
}
