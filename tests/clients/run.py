"""The official Python clients against a Datadog-compatible server.

Usage: run.py URL

Each client creates, reads, lists, updates and deletes a monitor and a dashboard; any surprise is an AssertionError.
"""

import sys

import datadog
from datadog_api_client import ApiClient, Configuration
from datadog_api_client.exceptions import ApiException
from datadog_api_client.v1.api.authentication_api import AuthenticationApi
from datadog_api_client.v1.api.dashboards_api import DashboardsApi
from datadog_api_client.v1.api.monitors_api import MonitorsApi
from datadog_api_client.v1.model.dashboard import Dashboard
from datadog_api_client.v1.model.dashboard_bulk_action_data import DashboardBulkActionData
from datadog_api_client.v1.model.dashboard_bulk_action_data_list import DashboardBulkActionDataList
from datadog_api_client.v1.model.dashboard_bulk_delete_request import DashboardBulkDeleteRequest
from datadog_api_client.v1.model.dashboard_layout_type import DashboardLayoutType
from datadog_api_client.v1.model.dashboard_restore_request import DashboardRestoreRequest
from datadog_api_client.v1.model.dashboard_resource_type import DashboardResourceType
from datadog_api_client.v1.model.monitor import Monitor
from datadog_api_client.v1.model.monitor_options import MonitorOptions
from datadog_api_client.v1.model.monitor_thresholds import MonitorThresholds
from datadog_api_client.v1.model.monitor_type import MonitorType
from datadog_api_client.v1.model.monitor_update_request import MonitorUpdateRequest
from datadog_api_client.v1.model.note_widget_definition import NoteWidgetDefinition
from datadog_api_client.v1.model.note_widget_definition_type import NoteWidgetDefinitionType
from datadog_api_client.v1.model.widget import Widget

QUERY = "avg(last_5m):avg:system.cpu.user{env:prod} by {host} > 90"


def api_client_monitor(client):
    api = MonitorsApi(client)
    body = Monitor(
        name="generated client",
        type=MonitorType("metric alert"),
        query=QUERY,
        message="busy",
        tags=["client:generated"],
        options=MonitorOptions(thresholds=MonitorThresholds(critical=90.0, warning=80.0)),
    )
    api.validate_monitor(body)
    made = api.create_monitor(body)
    assert made.multi is True and made.options.include_tags is True, made
    try:
        api.create_monitor(body)
    except ApiException as refused:
        assert refused.status == 400 and "Duplicate of an existing" in refused.body["errors"][0], refused
    else:
        raise AssertionError("a duplicate was accepted")
    assert api.get_monitor(made.id).name == "generated client"
    assert made.id in [monitor.id for monitor in api.list_monitors(monitor_tags="client:generated")]
    assert made.id in [monitor.id for monitor in api.list_monitors_with_pagination(page_size=1)]
    assert api.search_monitors(query="generated").metadata.total_count == 1
    changed = api.update_monitor(made.id, MonitorUpdateRequest(name="generated client 2"))
    assert (changed.name, changed.message) == ("generated client 2", "busy"), changed
    assert api.check_can_delete_monitor(monitor_ids=[made.id]).data.ok == [made.id]
    assert api.delete_monitor(made.id).deleted_monitor_id == made.id
    not_found(lambda: api.get_monitor(made.id))


def api_client_dashboard(client):
    api = DashboardsApi(client)
    note = NoteWidgetDefinition(content="hello", type=NoteWidgetDefinitionType("note"))
    body = Dashboard(
        title="generated client", layout_type=DashboardLayoutType("ordered"), widgets=[Widget(definition=note)]
    )
    made = api.create_dashboard(body)
    assert isinstance(made.widgets[0].id, int), made
    assert api.get_dashboard(made.id).widgets[0].definition.content == "hello"
    assert made.id in [summary.id for summary in api.list_dashboards().dashboards]
    assert made.id in [summary.id for summary in api.list_dashboards_with_pagination(count=1)]
    body.title = "generated client 2"
    assert api.update_dashboard(made.id, body).title == "generated client 2"
    assert api.delete_dashboard(made.id).deleted_dashboard_id == made.id
    not_found(lambda: api.get_dashboard(made.id))
    entry = DashboardBulkActionData(id=made.id, type=DashboardResourceType("dashboard"))
    api.restore_dashboards(DashboardRestoreRequest(data=DashboardBulkActionDataList([entry])))
    assert api.get_dashboard(made.id).title == "generated client 2"
    api.delete_dashboards(DashboardBulkDeleteRequest(data=DashboardBulkActionDataList([entry])))
    not_found(lambda: api.get_dashboard(made.id))


def not_found(read):
    try:
        read()
    except ApiException as gone:
        assert gone.status == 404, gone
    else:
        raise AssertionError("a deleted object is still there")


def datadogpy_monitor():
    made = datadog.api.Monitor.create(
        name="datadogpy", type="query alert", query=QUERY, message="m", options={"thresholds": {"critical": 90}}
    )
    assert made["options"]["thresholds"]["critical"] == 90.0, made
    identity = made["id"]
    assert datadog.api.Monitor.get(identity)["name"] == "datadogpy"
    assert identity in [monitor["id"] for monitor in datadog.api.Monitor.get_all()]
    assert datadog.api.Monitor.search(query="datadogpy")["metadata"]["total_count"] == 1
    assert datadog.api.Monitor.mute(identity)["options"]["silenced"] == {"*": None}
    assert datadog.api.Monitor.unmute(identity)["options"]["silenced"] == {}
    assert datadog.api.Monitor.update(identity, name="datadogpy 2")["name"] == "datadogpy 2"
    assert datadog.api.Monitor.delete(identity) == {"deleted_monitor_id": identity}
    try:
        datadog.api.Monitor.get(identity)
    except datadog.api.exceptions.ApiError as gone:
        assert gone.args[0] == {"errors": ["Monitor not found"]}, gone
    else:
        raise AssertionError("a deleted monitor is still there")


def datadogpy_dashboard():
    widgets = [{"definition": {"type": "note", "content": "hello"}}]
    made = datadog.api.Dashboard.create(title="datadogpy", layout_type="ordered", widgets=widgets)
    identity = made["id"]
    assert datadog.api.Dashboard.get(identity)["title"] == "datadogpy"
    assert identity in [summary["id"] for summary in datadog.api.Dashboard.get_all()["dashboards"]]
    changed = datadog.api.Dashboard.update(identity, title="datadogpy 2", layout_type="ordered", widgets=widgets)
    assert changed["title"] == "datadogpy 2", changed
    assert datadog.api.Dashboard.delete(identity) == {"deleted_dashboard_id": identity}


def main(url):
    configuration = Configuration(host=url)
    configuration.api_key["apiKeyAuth"] = "any"
    configuration.api_key["appKeyAuth"] = "any"
    with ApiClient(configuration) as client:
        assert AuthenticationApi(client).validate().valid is True
        api_client_monitor(client)
        api_client_dashboard(client)
    datadog.initialize(api_key="any", app_key="any", api_host=url, mute=False)
    datadogpy_monitor()
    datadogpy_dashboard()
    print("both clients: ok")


if __name__ == "__main__":
    main(sys.argv[1])
