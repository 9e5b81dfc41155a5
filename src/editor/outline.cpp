#include "editor/outline.h"

#include <algorithm>

namespace nwd::editor {

namespace syntax = charter::syntax;

namespace {

class Outliner {
 public:
  explicit Outliner(const syntax::File& file) : file_(file) {}

  std::vector<OutlineItem> run() {
    for (const auto& s : file_.sources) add(s.id, "source", OutlineKind::constant, s.citation);
    for (const auto& f : file_.facts) fact(f);
    for (const auto& s : file_.services) service(s);
    for (const auto& f : file_.funds) add(f.id, "fund", OutlineKind::key, f.title);
    for (const auto& p : file_.parameters) add(p.name, "parameter", OutlineKind::number, {});
    for (const auto& s : file_.states) add(s.name, "state", OutlineKind::property, {});
    for (const auto& r : file_.rules) add(r.id, "rule", OutlineKind::function, told(r));
    for (const auto& p : file_.provisions) add(p.standard, "provision", OutlineKind::event, p.text);
    for (const auto& s : file_.standards) add(s.id, "standard", OutlineKind::interface_, s.title);
    for (const auto& e : file_.examples)
      if (!e.title.empty()) add({e.title, e.span}, "example", OutlineKind::method, {});
    std::sort(out_.begin(), out_.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
    return std::move(out_);
  }

 private:
  void add(const syntax::Name& name, const char* what, OutlineKind kind, const std::string& detail) {
    if (name.missing() || name.span.begin >= name.span.end) return;
    const auto whole = declaration_at(file_, name.span.begin);
    out_.push_back({name.text, what + (detail.empty() ? "" : ": " + detail), kind, whole, name.span, {}});
  }

  void fact(const syntax::Fact& fact) {
    add(fact.self.name, "fact", OutlineKind::variable, fact.sensitive ? "sensitive" : "");
    if (out_.empty() || out_.back().span != fact.self.name.span) return;
    for (const auto& field : fact.fields)
      if (!field.name.missing())
        out_.back().parts.push_back(
            {field.name.text, "field", OutlineKind::field, field.name.span, field.name.span, {}});
  }

  void service(const syntax::ServiceLine& line) {
    std::string under;
    for (const auto& name : line.path) under += (under.empty() ? "" : " > ") + name.text;
    for (const auto& name : line.children)
      add(name, "service", OutlineKind::object, under.empty() ? "" : "part of " + under);
  }

  static std::string told(const syntax::Rule& rule) {
    if (rule.effect == syntax::Effect::immune) return "immune from " + rule.immunity.text;
    if (rule.effect == syntax::Effect::replaces) return "in " + rule.amended.text;
    std::string out;
    for (const auto& path : rule.services)
      for (std::size_t i = 0; i < path.size(); ++i)
        out += (i > 0 ? " > " : out.empty() ? "owed " : ", ") + path[i].text;
    return out;
  }

  const syntax::File& file_;
  std::vector<OutlineItem> out_;
};

}  // namespace

std::vector<OutlineItem> outline(const Analysis& all) { return Outliner(all.file).run(); }

}  // namespace nwd::editor
