// What the app's forms and lists share. Each part adds itself to the namespace `qingdan`.

import "./qingdan/words";
import "./qingdan/words_kept";
import "./qingdan/uploads";
import "./qingdan/timeline";
import "./qingdan/overview";
import "./qingdan/report_dialog";
import "./qingdan/report_draft";
import "./qingdan/steps";
import "./qingdan/urging";
import "./qingdan/flow_form";
import "./qingdan/closed_doors";
import "./qingdan/list_view";
import "./qingdan/start_page";
import "./qingdan/messages";
import "./qingdan/approval/words";
import "./qingdan/approval/view";
import "./qingdan/approval/dialog";
import "./qingdan/approval/panel";
import "./qingdan/approval/inbox_rows";
import "./qingdan/approval/inbox";
import "./qingdan/approval/flow_options";
import "./qingdan/approval/dry_run";
import "./qingdan/approval/handover";
import "./qingdan/approval/move";
