// The shared standards can all be met at once, by one short charter, and each of them notices when its part is taken
// out.
#include <gmock/gmock.h>

#include "proof/render.h"
#include "proof/test_charters.h"

namespace nwd::proof {
namespace {

const std::string model = R"(charter M "A charter that meets every standard"
calendar gregorian, feb29 becomes mar1
source ACT "Model act" in force from 2026-01-01

state minor      = before born + 18 years
state trafficked = exploitation is any of sexual, labour, both

rule M-1 cites ACT: owed case management, housing, health, legal, interpretation, education, training, employment,
    basic needs, safety planning
  to trafficked, start identified, while needs, until latest of (recovered, last action a: a.closed)
rule M-2 cites ACT: owed case management, housing, health, legal, interpretation, education, training, employment,
    basic needs, safety planning
  to trafficked, start identified, while needs, for 30 days
rule M-3 cites ACT: immune from prosecution for prostitution
  when conduct during minor

provision S17 cites ACT: shall "put safety first"
provision S18 cites ACT: shall "train whoever meets survivors"
provision S22 cites ACT: shall "treat as a minor whose age is in doubt"
provision S23 cites ACT: shall "include the trafficked in every definition of a victim"
provision S24 cites ACT: shall "order restitution"
provision S26 cites ACT: shall "keep a fund"
provision S27 cites ACT: shall "award grants to non-governmental organizations"
provision S29 cites ACT: shall "ask for each service by itself"
provision S30 cites ACT: shall "keep identities confidential"
provision S31 cites ACT: shall "punish nobody for what they were made to do"
provision S32 cites ACT: shall "appoint a director and navigators"
)";

std::string with(const std::string& from, const std::string& to) {
  std::string out = model;
  for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size()))
    out.replace(at, from.size(), to);
  if (out == model) throw std::runtime_error("nothing replaced: " + from);
  return out;
}

std::vector<std::string> not_held(const std::string& text) {
  const auto charter = checked(text);
  std::vector<std::string> out;
  for (const auto& v : proved(charter, {}))
    if (v.status != Status::holds || v.vacuous) out.push_back(v.standard);
  return out;
}

TEST(Standards, AreMetTogetherByOneCharter) {
  const auto charter = checked(model);
  const auto verdicts = proved(charter, {});
  EXPECT_EQ(verdicts.size(), 34U);
  EXPECT_THAT(not_held(model), testing::IsEmpty()) << render_text(charter, verdicts, "model.charter", model);
  EXPECT_EQ(exit_status(verdicts), 0);
}

struct Broken {
  const char* from;
  const char* to;
  std::vector<std::string> standards;
};

TEST(Standards, EachNoticesItsPart) {
  const std::vector<Broken> all{
      {"while needs", "while needs and cooperates", {"S1", "S2", "S4", "S6", "S7", "S8", "S9", "S9b", "S10", "S21"}},
      {"to trafficked,",
       "to trafficked and not immigration is none,",
       {"S3", "S4", "S6", "S7", "S8", "S9", "S10", "S21"}},
      {"rule M-1", "fact certified: Date?\nrule M-1", {}},
      {"start identified, while needs, until", "start identified + 3 days, while needs, until", {}},
      {"for 30 days", "for 20 days", {"S10"}},
      {"latest of (recovered, last action a: a.closed)", "recovered", {"S6", "S7", "S9"}},
      {"employment,\n    basic needs", "employment", {"S15"}},
      {"exploitation is any of sexual, labour, both",
       "exploitation is any of sexual, both",
       {"S4", "S6", "S7", "S8", "S9", "S10", "S25"}},
      {"when conduct during minor", "when conduct during before born + 16 years", {"S19"}},
      {"for 30 days", "for 30 days, subject to appropriations", {"S28"}},
      {"for 30 days", "for 30 days, unless identified during before 2027-01-01", {"S4", "S10", "S33"}},
      {"S30 cites ACT: shall", "S30 cites ACT: may", {"S30"}},
      {"provision S32 cites ACT: shall \"appoint a director and navigators\"", "", {"S32"}}};
  for (const auto& b : all)
    EXPECT_THAT(not_held(with(b.from, b.to)), testing::UnorderedElementsAreArray(b.standards)) << b.to;
}

TEST(Standards, ACertificateBeforeTheFirstServiceIsNoticed) {
  const auto text = with("rule M-1", "fact certified: Date?\nrule M-1");
  auto certified = text;
  for (auto at = certified.find("start identified"); at != std::string::npos;
       at = certified.find("start identified", at + 5))
    certified.replace(at, 16, "start latest of (identified, certified)");
  EXPECT_THAT(not_held(certified), testing::IsSupersetOf({"S4", "S5", "S20"}));
}

}  // namespace
}  // namespace nwd::proof
