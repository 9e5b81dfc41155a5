#include "proof/prover.h"

#include <fmt/format.h>

#include <algorithm>

#include "proof/matters.h"
#include "proof/ordinary.h"
#include "proof/telling.h"

namespace nwd::proof {

using charter::Charter;
using charter::none;
using charter::Property;
using charter::Standard;

namespace {

constexpr int most_changes = 4;  // of wording, one behind the other

}  // namespace

Prover::Prover(const Charter& original, const Charter& charter, const Options& options)
    : original_(original),
      charter_(charter),
      options_(options),
      law_(law_of(charter, options.as_of)),
      people_(charter, smt_, true),
      encoder_(charter, smt_, people_, calendar_) {}

std::chrono::milliseconds Prover::left() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
}

Result<Verdict> Prover::verdict(const Standard& standard) {
  deadline_ = Clock::now() + options_.timeout;
  Verdict out;
  out.standard = standard.id;
  out.title = standard.title;
  out.text = standard.text;
  out.shared = standard.shared;
  if (standard.property == Property::provided)
    provided(standard, out);
  else if (standard.property == Property::includes)
    NWD_CHECK(included(standard, out));
  else
    NWD_CHECK(ask_all(standard, out));
  return out;
}

void Prover::provided(const Standard& standard, Verdict& out) const {
  const auto at = std::find_if(charter_.provisions.begin(), charter_.provisions.end(),
                               [&](const auto& p) { return p.standard == standard.id; });
  out.scope = fmt::format("the provisions in force on {}", to_text(law_.from));
  const auto not_in_force = [&](const charter::Provision& p) {
    return std::any_of(p.cites.begin(), p.cites.end(), [&](auto source) {
      return charter_.sources[source].from > law_.from || charter_.sources[source].until <= law_.from;
    });
  };
  if (at == charter_.provisions.end() || not_in_force(*at)) {
    out.status = Status::not_stated;
    out.reason = at == charter_.provisions.end() ? fmt::format("The charter has no provision {}.", standard.id)
                                                 : "The source of the provision is not in force.";
    return;
  }
  out.provision = static_cast<std::uint32_t>(at - charter_.provisions.begin());
  const bool may = at->modality == charter::Modality::may;
  out.status = may || at->subject_to_appropriations ? Status::fails : Status::holds;
  if (may)
    out.reason = "The text says \"may\": nobody is obliged.";
  else if (at->subject_to_appropriations)
    out.reason = "The text promises only as far as money is voted.";
}

std::vector<Subject> Prover::subjects(const Standard& standard) const {
  if (!standard.about_owed) return {immunity_from(charter_, law_, standard.immunity)};
  auto out = services_owed(charter_, law_, standard.service);
  // What nobody is ever owed is a matter of what the services include, unless the standard names it.
  const bool any = std::any_of(out.begin(), out.end(), [](const auto& s) { return !s.rules.empty(); });
  if (any) std::erase_if(out, [](const auto& s) { return s.rules.empty(); });
  return out;
}

bool Prover::mentions(charter::RuleId id, std::uint64_t facts) const {
  const auto& rule = charter_.rules[id];
  const auto speaks = [&](charter::ExprId e) { return e != none && (charter_.exprs[e].mentions & facts) != 0; };
  return speaks(rule.key) || std::any_of(rule.versions.begin(), rule.versions.end(), [&](const auto& v) {
           const auto clauses = v.clauses.all();
           return in_force(v, law_) && std::any_of(clauses.begin(), clauses.end(), speaks);
         });
}

void Prover::note_mentions(const Standard& standard, const std::vector<Subject>& subjects, Verdict& out) const {
  for (const auto& subject : subjects)
    for (const auto rule : subject.rules)
      if (mentions(rule, mask_of(standard.facts))) out.mentions.push_back(rule);
  std::sort(out.mentions.begin(), out.mentions.end());
  out.mentions.erase(std::unique(out.mentions.begin(), out.mentions.end()), out.mentions.end());
}

Answer Prover::ask(const std::vector<Formula>& all) { return smt_.ask(all, left()); }

// The solver's answer, if the evaluator says the same of it.
bool Prover::take(const Question& question, std::optional<Witness>& witness) const {
  Witness found{people_.found(0), std::nullopt};
  if (question.standard->property == Property::independent) found.other = people_.found(question.other);
  if (breaches(charter_, question, found.one, found.other ? &*found.other : nullptr).empty()) return false;
  witness = std::move(found);
  return true;
}

Search Prover::search(const Question& question) {
  return {smt_, calendar_, [this] { return left(); },
          fmt::format("A counterexample to {} did not replay.", question.standard->id)};
}

Result<Answer> Prover::ask(const Question& question, std::optional<Witness>& witness) {
  return search(question).find(encode(encoder_, smt_, question).breach, 0, [&] { return take(question, witness); });
}

Result<void> Prover::make_usual(const Question& question, std::optional<Witness>& witness) {
  const auto encoded = encode(encoder_, smt_, question);
  return search(question).make_usual(people_.usual(usual_start(law_), encoded.days), encoded.breach,
                                     [&] { return take(question, witness); });
}

// One subject after the other; the first that fails is told.
Result<void> Prover::ask_all(const Standard& standard, Verdict& out) {
  const auto all = subjects(standard);
  out.scope = scope(standard, all);
  if (all.empty()) {
    out.status = Status::not_stated;
    out.reason = "The charter owes no service.";
    return {};
  }
  Question question{&standard, nullptr, law_, 0};
  if (standard.property == Property::independent) {
    note_mentions(standard, all, out);
    question.other = people_.another(mask_of(standard.facts));
  }
  const Subject* failing = nullptr;
  std::optional<Witness> witness;
  bool mandate = false;
  for (const auto& subject : all) {
    question.subject = &subject;
    std::optional<Witness> found;
    auto answer = Answer::impossible;
    if (!silent(question)) {
      NWD_TRY(answer, ask(question, found));
    }
    auto& list = answer == Answer::possible  ? out.fails_for
                 : answer == Answer::unknown ? out.unknown_for
                                             : out.holds_for;
    list.insert(list.end(), subject.alike.begin(), subject.alike.end());
    if (answer == Answer::possible && failing == nullptr) {
      failing = &subject;
      witness = std::move(found);
      NWD_CHECK(make_usual(question, witness));
    }
    if (failing == nullptr && !mandate && answer == Answer::impossible)
      mandate = ask(encode(encoder_, smt_, question).mandate) != Answer::impossible;
    if (answer == Answer::unknown) out.reason = "The time was up before an answer was found.";
  }
  const bool unknown = !out.reason.empty();
  out.status = failing != nullptr ? Status::fails : unknown ? Status::unknown : Status::holds;
  out.depends = standard.property == Property::independent && failing != nullptr;
  out.vacuous = out.status == Status::holds && !mandate;
  if (out.vacuous) out.reason = "Nobody is ever in the case that this standard speaks of.";
  if (failing == nullptr) return {};
  out.reason.clear();
  question.subject = failing;
  return tell(question, std::move(*witness), out);
}

// Each listed service reaches somebody on some day; a service with parts, by any of them.
Result<void> Prover::included(const Standard& standard, Verdict& out) {
  std::vector<Subject> all;
  std::optional<Subject> missing;
  for (const auto root : standard.services) {
    auto answer = Answer::impossible;
    auto leaves = services_owed(charter_, law_, root);
    for (const auto& leaf : leaves) {
      const Question question{&standard, &leaf, law_, 0};
      if (answer != Answer::possible) answer = std::max(answer, ask(encode(encoder_, smt_, question).mandate));
    }
    auto& list = answer == Answer::possible  ? out.holds_for
                 : answer == Answer::unknown ? out.unknown_for
                                             : out.fails_for;
    list.push_back(root);
    if (answer == Answer::impossible && !missing && !leaves.empty()) missing = leaves.front();
    all.insert(all.end(), leaves.begin(), leaves.end());
  }
  out.scope = scope(standard, all);
  out.status = !out.fails_for.empty() ? Status::fails : !out.unknown_for.empty() ? Status::unknown : Status::holds;
  if (out.status == Status::unknown) out.reason = "The time was up before an answer was found.";
  if (!missing) return {};
  return tell({&standard, &*missing, law_, 0}, {ordinary_person(charter_, law_), std::nullopt}, out);
}

// Makes one change after the other until the standard holds for the subject, or no further change is known.
Result<Suggestion> Prover::suggest(const Question& question, const Nearest& first) const {
  Suggestion out;
  Charter changed = charter_;
  Nearest nearest = first;
  const auto place = static_cast<std::size_t>(question.standard - charter_.standards.data());
  for (int step = 0; step < most_changes; ++step) {
    const Question now{&changed.standards[place], question.subject, law_, 0};
    const auto change = change_for(changed, now, nearest);
    if (step == 0) out.rule = change.rule;
    out.text += (step == 0 ? "" : " ") + change.text;
    if (!change.make || now.standard->property == Property::includes) return out;
    change.make(changed);
    Prover next(changed, changed, options_);
    next.law_ = law_;
    next.deadline_ = deadline_;
    const auto subject = question.subject->owed ? service_owed(changed, law_, question.subject->service)
                                                : immunity_from(changed, law_, question.subject->immunity);
    Question again{now.standard, &subject, law_, 0};
    if (now.standard->property == Property::independent)
      again.other = next.people_.another(mask_of(now.standard->facts));
    std::optional<Witness> witness;
    NWD_TRY(const auto answer, next.ask(again, witness));
    out.enough = answer == Answer::impossible;
    if (answer != Answer::possible) return out;
    auto* other = witness->other ? &*witness->other : nullptr;
    make_ordinary(changed, again, witness->one, other);
    nearest = nearest_rule(changed, again, witness->one, other,
                           breaches(changed, again, witness->one, other).intervals().front().begin);
  }
  return out;
}

// Rules that do not speak of the facts cannot depend on them.
bool Prover::silent(const Question& question) const {
  if (question.standard->property != Property::independent) return false;
  const auto facts = mask_of(question.standard->facts);
  return std::none_of(question.subject->rules.begin(), question.subject->rules.end(),
                      [&](auto rule) { return mentions(rule, facts); });
}

Result<void> Prover::check_replay(const Question& question, const Witness& witness, Day day) const {
  const auto owed = [&](const charter::Facts& facts) {
    const auto all = charter::evaluate(charter_, facts);
    const auto& days =
        question.subject->owed ? all.services[question.subject->service] : all.immunities[question.subject->immunity];
    return days.certain.contains(day);
  };
  const auto property = question.standard->property;
  const bool one_is_owed = property == Property::independent || property == Property::unconditional;
  const bool right = owed(witness.one) == one_is_owed && (!witness.other || !owed(*witness.other));
  if (right) return {};
  return fail(Code::internal, fmt::format("The counterexample to {} did not replay.", question.standard->id),
              "the evaluator gives other days");
}

Result<void> Prover::tell(const Question& question, Witness witness, Verdict& out) const {
  auto* other = witness.other ? &*witness.other : nullptr;
  make_ordinary(charter_, question, witness.one, other);
  const auto days = breaches(charter_, question, witness.one, other);
  if (days.empty()) return fail(Code::internal, "A counterexample was lost while it was simplified.");
  const Day day = days.intervals().front().begin;
  NWD_CHECK(check_replay(question, witness, day));
  Counterexample c{witness.one.of(original_)};
  if (other != nullptr) c.other = witness.other->of(original_);
  c.day = day;
  if (question.standard->property == Property::no_interior_gap) c.gap = days.intervals().front();
  c.service = question.subject->service;
  if (!question.subject->owed) c.immunity = charter_.immunities[question.subject->immunity];
  const auto still = [&](const charter::Facts& one, const charter::Facts* another) {
    return breaches(charter_, question, one, another).contains(day);
  };
  const auto differing =
      other == nullptr ? 0 : mask_of(question.standard->facts) & differing_facts(witness.one, *other);
  c.differs = differing;
  c.matters = that_matter(charter_, spoken_of(charter_, question) | known_by(charter_), known_by(charter_) | differing,
                          still, witness.one, other);
  out.nearest = nearest_rule(charter_, question, witness.one, other, day);
  NWD_TRY(out.suggestion, suggest(question, *out.nearest));
  c.sentence = sentence(charter_, question, c, *out.nearest);
  c.timeline = timeline(charter_, question, c);
  out.counterexample = std::move(c);
  return {};
}

std::string Prover::scope(const Standard& standard, const std::vector<Subject>& all) const {
  auto out = fmt::format("every person of whom nothing is before birth, on the days from {}", to_text(law_.from));
  if (law_.until <= last_day) out += fmt::format(" until {}", to_text(law_.until));
  const bool keyed = std::any_of(all.begin(), all.end(), [](const auto& subject) { return !subject.keyed.empty(); });
  if (keyed) out += ", for dates within them";
  std::vector<charter::ExprId> roots{standard.state, standard.among};
  for (const auto& subject : all) {
    const auto of_rules = expressions(charter_, subject);
    roots.insert(roots.end(), of_rules.begin(), of_rules.end());
  }
  const std::size_t days = standard.property == Property::no_interior_gap ? 3 : 1;
  if (rows_needed(charter_, std::move(roots), days) > most_rows)
    out += fmt::format(", with at most {} rows in each list", most_rows);
  return out;
}

}  // namespace nwd::proof
