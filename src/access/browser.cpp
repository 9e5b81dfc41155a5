#include "access/browser.h"

#include <utility>

namespace nwd::access {

// Most browsers say that they are others too: whoever is named by fewer comes first.
std::string browser_family(std::string_view user_agent) {
  constexpr std::pair<std::string_view, std::string_view> marks[] = {{"Edg/", "Edge"},
                                                                     {"EdgA/", "Edge"},
                                                                     {"EdgiOS/", "Edge"},
                                                                     {"OPR/", "Opera"},
                                                                     {"SamsungBrowser/", "Samsung Internet"},
                                                                     {"Firefox/", "Firefox"},
                                                                     {"FxiOS/", "Firefox"},
                                                                     {"CriOS/", "Chrome"},
                                                                     {"Chrome/", "Chrome"},
                                                                     {"Safari/", "Safari"}};
  for (const auto& [mark, family] : marks)
    if (user_agent.find(mark) != std::string_view::npos) return std::string(family);
  return {};
}

}  // namespace nwd::access
