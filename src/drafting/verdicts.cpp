#include "drafting/verdicts.h"

#include <algorithm>

#include "drafting/drafts.h"
#include "proof/prover.h"

namespace nwd::drafting {

namespace {

Result<std::shared_ptr<const Charters>> read_charters(std::string_view text) {
  auto checked = charter::check(text);
  if (!checked.charter) return fail(Code::invalid, "The charter has errors. Mend them first.");
  auto with = charter::with_standards(*checked.charter, charter::builtin("standards"));
  if (!with.charter)
    return fail(Code::internal, "The standards cannot be read for this charter.", with.diagnostics.front().code);
  return std::make_shared<const Charters>(Charters{*std::move(checked.charter), *std::move(with.charter)});
}

class VerdictsWork : public Work {
 public:
  VerdictsWork(std::string text, std::chrono::milliseconds for_each) : text_(std::move(text)) {
    options_.timeout = for_each;
  }

  Found step() override {
    if (!charters_) {
      auto read = read_charters(text_);
      if (!read) return failed(read.error());
      charters_ = *std::move(read);
    }
    const auto& standards = charters_->with.standards;
    if (all_.size() < standards.size()) {
      auto one = proof::Prover(charters_->original, charters_->with, options_).verdict(standards[all_.size()]);
      if (!one) return failed(one.error());
      all_.push_back(*std::move(one));
    }
    return told();
  }

  Found give_up() override {
    if (!charters_) return failed({Code::timed_out, "There was no time to read this charter.", ""});
    const auto& standards = charters_->with.standards;
    while (all_.size() < standards.size()) {
      const auto& s = standards[all_.size()];
      all_.push_back({.standard = s.id,
                      .title = s.title,
                      .text = s.text,
                      .shared = s.shared,
                      .status = proof::Status::unknown,
                      .reason = "The time for proving this charter was over before its turn."});
    }
    return told();
  }

 private:
  static Found failed(const Error& error) { return {.complete = true, .error = error}; }
  Found told() const {
    const auto of = charters_->with.standards.size();
    return {.done = all_.size(),
            .of = of,
            .complete = all_.size() == of,
            .verdicts = std::make_shared<const Verdicts>(Verdicts{charters_, all_})};
  }

  const std::string text_;
  proof::Options options_;
  std::shared_ptr<const Charters> charters_;
  std::vector<proof::Verdict> all_;
};

}  // namespace

const proof::Verdict* Verdicts::of(std::string_view standard) const {
  const auto at = std::find_if(all.begin(), all.end(), [&](const auto& v) { return v.standard == standard; });
  return at == all.end() ? nullptr : &*at;
}

std::string verdicts_key(std::string_view text) { return "verdicts " + text_key(text); }

std::unique_ptr<Work> verdicts_work(std::string text, std::chrono::milliseconds for_each) {
  return std::make_unique<VerdictsWork>(std::move(text), for_each);
}

}  // namespace nwd::drafting
