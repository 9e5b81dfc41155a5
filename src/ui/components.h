// All components. `render(Button{.content = say("save")})` gives Html.
#pragma once

#include "ui/buttons.h"     // Button, ExitThisPage
#include "ui/choices.h"     // Radios, Checkboxes, Select
#include "ui/form_parts.h"  // Label, Hint, ErrorMessage, Fieldset
#include "ui/inputs.h"      // Input, Textarea, CharacterCount, PasswordInput, FileUpload, DateInput
#include "ui/lists.h"       // SummaryList, Table, TaskList, Tabs, Accordion
#include "ui/navigation.h"  // BackLink, SkipLink, Breadcrumbs, Pagination, ServiceNavigation, Header, Footer, …
#include "ui/notices.h"     // ErrorSummary, InsetText, WarningText, NotificationBanner, Panel, Tag, Details, …
