// What two charters say otherwise of things that are not days: sources, provisions, standards, services.
#include "proof/remarks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace nwd::proof {

using charter::Charter;
using charter::Modality;
using charter::Provision;
using charter::Source;
using charter::Standard;

namespace {

class Remarks {
 public:
  // Calls `change` with what both have, by name, and tells what only one has.
  template <class T, class Name, class Change>
  void each(const std::string& kind, const std::vector<T>& before, const std::vector<T>& after, Name name,
            Change change) {
    std::vector<std::string> gone, fresh;
    const auto find = [&](const std::vector<T>& all, const std::string& wanted) {
      return std::find_if(all.begin(), all.end(), [&](const T& t) { return name(t) == wanted; });
    };
    for (const auto& old : before) {
      about_ = fmt::format("{} {}", kind, name(old));
      const auto at = find(after, name(old));
      if (at == after.end())
        gone.push_back(name(old));
      else
        change(old, *at);
    }
    for (const auto& one : after)
      if (find(before, name(one)) == before.end()) fresh.push_back(name(one));
    only_one(kind, "Gone", gone);
    only_one(kind, "New", fresh);
  }

  void say(const std::string& what) { all_.push_back({about_, fmt::format("{} {}.", about_, what)}); }
  void say(const std::string& about, const std::string& what) {
    about_ = about;
    say(what);
  }
  std::vector<Remark> take() { return std::move(all_); }

 private:
  void only_one(const std::string& kind, const char* how, const std::vector<std::string>& names) {
    if (names.empty()) return;
    all_.push_back({kind, fmt::format("{}: {}{} {}.", how, kind, names.size() > 1 ? "s" : "", fmt::join(names, ", "))});
  }

  std::string about_{};
  std::vector<Remark> all_{};
};

std::string edge(Day day) { return day <= distant_past ? "ever" : day >= distant_future ? "for ever" : to_text(day); }

void of_source(Remarks& out, const Source& was, const Source& is) {
  if (was.from != is.from) out.say(fmt::format("is in force from {} and was from {}", edge(is.from), edge(was.from)));
  if (was.until != is.until)
    out.say(fmt::format("is in force until {} and was until {}", edge(is.until), edge(was.until)));
  const auto conduct = [](const Source& s) {
    return s.conduct_from ? "from " + to_text(*s.conduct_from) : "of any day";
  };
  if (was.conduct_from != is.conduct_from)
    out.say(fmt::format("applies to conduct {} and applied to conduct {}", conduct(is), conduct(was)));
  if (was.citation != is.citation) out.say(fmt::format("is \"{}\" and was \"{}\"", is.citation, was.citation));
}

const char* modality(Modality m) { return m == Modality::shall ? "shall" : "may"; }

void of_provision(Remarks& out, const Provision& was, const Provision& is) {
  if (was.modality != is.modality)
    out.say(fmt::format("says `{}` and said `{}`", modality(is.modality), modality(was.modality)));
  if (was.subject_to_appropriations != is.subject_to_appropriations)
    out.say(is.subject_to_appropriations ? "is now subject to appropriations"
                                         : "is no longer subject to appropriations");
  if (was.text != is.text) out.say(fmt::format("is \"{}\" and was \"{}\"", is.text, was.text));
}

std::vector<Standard> own(const std::vector<Standard>& all) {
  std::vector<Standard> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), [](const auto& s) { return !s.shared; });
  return out;
}

}  // namespace

std::vector<Remark> remarks(const Charter& before, const Charter& after) {
  Remarks out;
  out.each(
      "source", before.sources, after.sources, [](const auto& s) { return s.id; },
      [&](const auto& was, const auto& is) { of_source(out, was, is); });
  out.each(
      "provision", before.provisions, after.provisions, [](const auto& p) { return p.standard; },
      [&](const auto& was, const auto& is) { of_provision(out, was, is); });
  out.each(
      "standard", own(before.standards), own(after.standards), [](const auto& s) { return s.id; },
      [&](const auto& was, const auto& is) {
        if (was.text != is.text) out.say(fmt::format("is `{}` and was `{}`", is.text, was.text));
      });
  out.each(
      "service", before.services, after.services, [](const auto& s) { return s.path; },
      [&](const auto& was, const auto& is) {
        if (was.leaf() != is.leaf())
          out.say(is.leaf() ? "has no parts now and had some" : "has parts now and had none");
      });
  for (const auto& was : before.facts)
    for (const auto& is : after.facts)
      if (was.self.name == is.self.name && was.sensitive != is.sensitive)
        out.say("fact " + was.self.name, is.sensitive ? "is now marked sensitive" : "is no longer marked sensitive");
  if (before.feb29_becomes_mar1 != after.feb29_becomes_mar1)
    out.say("calendar", fmt::format("takes a 29 February for {} in other years, and did not",
                                    after.feb29_becomes_mar1 ? "1 March" : "28 February"));
  return out.take();
}

}  // namespace nwd::proof
