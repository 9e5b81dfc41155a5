#include "referral/pages.h"

#include <algorithm>

#include "referral/pages_routes.h"

namespace nwd::referral {

Result<void> add_pages(const PageKitPtr& kit, directory::Catalogues& catalogues) {
  PageRoutes routes(kit);
  add_beds_pages(routes, catalogues);
  add_release_pages(routes, catalogues);
  add_check_pages(routes);
  add_sent_pages(routes);
  add_request_pages(routes);
  add_thread_pages(routes);
  add_stop_pages(routes);
  return routes.done();
}

std::string sent_path(ReferralId id) { return "/a/" + id.text(); }
std::string request_path(ReferralId id) { return "/r/" + id.text(); }
std::string thread_path(casework::ThreadId id) { return "/t/" + id.text(); }

const Referral* current(const std::vector<Referral>& list) {
  const Referral* best = nullptr;
  const auto weight = [](const Referral& r) {
    if (r.state == State::accepted) return 4;
    if (r.state == State::asked) return 3;
    return r.state == State::waiting || r.state == State::dropped ? 1 : 2;
  };
  for (const auto& one : list) {
    const bool later =
        best != nullptr && (one.created > best->created || (one.created == best->created && one.rank > best->rank));
    if (best == nullptr || weight(one) > weight(*best) || (weight(one) == weight(*best) && later)) best = &one;
  }
  return best;
}

std::string state_of(const std::vector<Referral>& list) {
  std::string all;
  for (const auto& one : list) {
    all += one.id.text() + ' ' + std::string(word(one.state)) + ' ' + std::to_string(one.version);
    all += one.question_open ? " ?\n" : "\n";
  }
  return all;
}

}  // namespace nwd::referral
