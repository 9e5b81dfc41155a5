#include "ui/form_parts.h"

#include "ui/parts.h"

namespace nwd::ui {

Html render(const Label& label) {
  if (label.content.empty()) return {};
  const Html element =
      tag("label", Attributes{}.classes("govuk-label", label.classes).add(label.attributes).maybe("for", label.for_id),
          label.content.html());
  return label.is_page_heading ? tag("h1", {{"class", "govuk-label-wrapper"}}, element) : element;
}

Html render(const Hint& hint) {
  return tag("div", Attributes{}.maybe("id", hint.id).classes("govuk-hint", hint.classes).add(hint.attributes),
             hint.content.html());
}

Html render(const ErrorMessage& error) {
  Html content;
  if (!error.prefix.empty()) {
    content.add(parts::hidden(text(error.prefix + ":"))).add(" ");
  }
  return tag("p",
             Attributes{}.maybe("id", error.id).classes("govuk-error-message", error.classes).add(error.attributes),
             content, error.content.html());
}

namespace {

Html render_legend(const Legend& legend) {
  if (legend.content.empty()) return {};
  const Html& words = legend.content.html();
  return tag("legend", Attributes{}.classes("govuk-fieldset__legend", legend.classes),
             legend.is_page_heading ? tag("h1", {{"class", "govuk-fieldset__heading"}}, words) : words);
}

}  // namespace

Html render(const Fieldset& fieldset) {
  return tag("fieldset",
             Attributes{}
                 .classes("govuk-fieldset", fieldset.classes)
                 .maybe("role", fieldset.role)
                 .maybe("aria-describedby", fieldset.described_by)
                 .add(fieldset.attributes),
             render_legend(fieldset.legend), fieldset.content);
}

namespace parts {

Html heading(int level, const Attributes& attributes, const Html& content) {
  switch (level) {
    case 1: return tag("h1", attributes, content);
    case 2: return tag("h2", attributes, content);
    case 3: return tag("h3", attributes, content);
    case 4: return tag("h4", attributes, content);
    case 5: return tag("h5", attributes, content);
    default: return tag("h6", attributes, content);
  }
}

Html hidden(const Html& content) { return tag("span", {{"class", "govuk-visually-hidden"}}, content); }

void translate(Attributes& attributes, std::string_view key, std::string_view words) {
  if (!words.empty()) attributes.set_checked("data-i18n." + std::string(key), words);
}

void translate(Attributes& attributes, std::string_view key, const std::map<std::string, std::string>& texts) {
  for (const auto& [rule, words] : texts) attributes.set_checked("data-i18n." + std::string(key) + "." + rule, words);
}

Html hint_and_error(const std::optional<Hint>& hint, const std::optional<ErrorMessage>& error, const std::string& id,
                    std::string& described_by) {
  Html html;
  if (hint) {
    Hint own = *hint;
    own.id = id + "-hint";
    described_by = spaced(described_by, own.id);
    html.add(render(own));
  }
  if (error) {
    ErrorMessage own = *error;
    own.id = id + "-error";
    described_by = spaced(described_by, own.id);
    html.add(render(own));
  }
  return html;
}

Html form_group(const FormGroup& group, bool has_error, const Html& content) {
  const std::string classes = spaced(has_error ? "govuk-form-group--error" : "", group.classes);
  return tag("div", Attributes{}.classes("govuk-form-group", classes).add(group.attributes), content);
}

Html label_for(Label label, const std::string& id) {
  label.for_id = id;
  return render(label);
}

}  // namespace parts

}  // namespace nwd::ui
